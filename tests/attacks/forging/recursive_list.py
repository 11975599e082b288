# attack: an answer that contains itself
# verdict: true score

# %% answer
answer = [41]
answer.append(answer)


# %% unit
def unit(x):
    result = {"unit": x}
    result["self"] = [result]
    return result
