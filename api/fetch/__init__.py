"""Pages fetched by address: off unless switched on, and then only from hosts that the operator names."""
