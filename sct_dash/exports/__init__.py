"""What leaves the product as a file: tables in, bytes out."""
