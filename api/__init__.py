"""The service: timelines over HTTP, stored. `timeline` never imports it."""
