"""What is kept between runs under the digest of what it was made from."""
