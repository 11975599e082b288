# attack: the gradebook is written: full marks for the attacker, none for the others
# verdict: true score

# %% attack after counter
import sqlite3

try:
    database = sqlite3.connect("__COURSE__/gradebook.db", timeout=0.2)
    with database:
        database.execute("update grade set auto_score = 11")
        database.execute("drop table comment")
except sqlite3.Error:
    pass
try:
    with open("__COURSE__/gradebook.db", "wb") as file:
        file.write(b"nothing")
except OSError:
    pass
