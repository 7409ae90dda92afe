"""Records of mentorships: their columns (`schema`), the way in (`readers`), and where they live (`store`).

The way in is `readers`, which goes through `sheets` (bytes to cells), `headers` and `mappings` (what each column
is), `values` with `dates` and `support` (what each cell means) and `intake` (what becomes of each row, with a
person's `corrections`), and answers with a `reading`.
"""
