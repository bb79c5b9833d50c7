"""What a production raises."""


class NoTime(ValueError):
    """The words matched but mean no time ("February 31")."""
