# attack: what an answer prints closes every element of the page and is a script
# verdict: true score

# %% answer
import sys

answer = 41
html = "</pre></details></main></body><script>document.title = 'ATTACKED'</script>"
html += "<img src=x onerror=\"document.title = 'ATTACKED'\">"
print(html)
print(html, file=sys.stderr)
