"""Smart card readers: who is in, what the card holds, and signatures made by a process that ends."""
