"""Many articles: plan partitions, work them off in local processes or on Ray, write each atomically."""

from timeline.batch.plan import Partition, Plan
from timeline.batch.run import BatchError, Progress, run

__all__ = ["BatchError", "Partition", "Plan", "Progress", "run"]
