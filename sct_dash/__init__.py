"""Who mentors whom in Connecticut, and what each town has earned by it (Sustainable CT action 8.5)."""

__version__ = "0.1.0"
