"""Certificates and keys with the odd shapes of SAT's, made at first use, trusted only in demonstrations."""
