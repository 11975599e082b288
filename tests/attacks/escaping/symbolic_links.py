# attack: links made in the scratch folder lead to what may not be opened
# verdict: true score

# %% answer
import os

answer = 41
targets = ["__COURSE__/gradebook.db", "__HOME__/secret.txt", "/etc/shadow", "__COURSE__/solutions"]
for number, target in enumerate(targets):
    os.symlink(target, f"link-{number}")
    try:
        os.link(target, f"hard-{number}")
        answer = 42
    except OSError:
        pass
    try:
        if os.path.isdir(f"link-{number}"):
            os.listdir(f"link-{number}")
        else:
            open(f"link-{number}", "rb").read()
        answer = 42
    except OSError:
        continue
