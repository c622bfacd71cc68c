"""One thread that trains, and at full speed a process: a job in, a frame out."""
