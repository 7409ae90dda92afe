"""From a sheet to records: `rows` takes each row through the others, and gives a `Reading`.

`mapped` finds the cells of each field, `no_records` leaves out totals and notes, `legend` knows the codes that a sheet
explains, `fields` understands the cells, `checks` sees what no single cell shows, `merging` joins rows that say the
same, `last_time` uses what was decided before, `alike` tells which row that was about, and `told` says how the sheet
was read.
"""

from sct_dash.records.intake.rows import Progress, take_in

__all__ = ["Progress", "take_in"]
