"""Pure values about time: no text, no I/O, no clock.

A *wall-clock second* is an integer: seconds since 1970-01-01T00:00:00 on the proleptic Gregorian line, on the wall
clock of the article's zone. Every bound in this project is one of those.
"""
