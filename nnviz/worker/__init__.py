"""One thread that trains: a job in, a frame out."""
