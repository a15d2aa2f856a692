"""Paper and what stands on it: pieces, symbols, pictures, and the record of all that came out."""
