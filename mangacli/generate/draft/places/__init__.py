"""The draft artist's places, a family a file. Each is a function from a stage to a backdrop's shapes."""
