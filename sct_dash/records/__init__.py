"""Records of mentorships: their columns (`schema`), the way in (`readers`), and where they live (`store`).

The way in is `readers`, which goes through `sheets` (bytes to cells), `headers` with `header_rows` and
`header_questions`, and `mappings` (what each column is), `values` with `dates`, `told_days`, `support`, `plain_help`
and `short_titles` (what each cell means) and `intake` (what becomes of each row, with a person's `corrections`), and
answers with a `reading`. Within `intake`, a sheet with what its columns are read as is `mapped`; `fields` reads a row
field by field, `checks` holds its cells beside each other, `no_records` knows totals and notes, `legend` the codes
that a sheet explains, `merging` the records so far, `last_time` what is remembered (`memory`), and `told` says how it
was understood.
"""
