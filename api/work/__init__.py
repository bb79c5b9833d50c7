"""Work off the event loop: a bounded pool of processes, and the tasks they know."""
