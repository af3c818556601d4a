"""Work in the background: a queue, a worker beside the server, and a child with limits for every job."""
