"""What the parser's networks and rules compute, in numpy and plain values. Weights: `timeline.events.parser`."""
