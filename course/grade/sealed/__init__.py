"""Sealed scoring: test cells run in a trusted process that never runs what a student wrote.

`wire` turns values into bytes and back, `sharing` keeps what both sides may change in step,
`student_side` and `tester_side` are the two ends of the line, and `plan` says which of the
instructor's cells the tester needs. `docs/sealed.md` states what this promises.
"""
