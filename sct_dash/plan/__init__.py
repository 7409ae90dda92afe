"""The best set of introductions for a region, proven.

`problem` says who may be introduced to whom, `solver` finds the best set level by level, `result` says what it
brings and why.
"""
