"""One module a resource. A route validates, calls the service and returns a schema."""
