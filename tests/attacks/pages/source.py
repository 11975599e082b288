# attack: the answers' own source is HTML
# verdict: true score

# %% answer
answer = 41  # </pre></details><script>document.title = 'ATTACKED'</script>
"<style>*{display:none}</style><base href='http://127.0.0.1:__TCP_PORT__/'><!-- <![CDATA["
"<form action='http://127.0.0.1:__TCP_PORT__/'><input autofocus onfocus=\"document.title = 'ATTACKED'\">"

# %% why
</pre><script>document.title = 'ATTACKED'</script> [click](javascript:document.title='ATTACKED')
<img src="http://127.0.0.1:__TCP_PORT__/pixel.png"> <iframe srcdoc="<script>top.document.title='ATTACKED'</script>">
![x](http://127.0.0.1:__TCP_PORT__/x.png) $\href{javascript:1}{x}$ <math><mtext><style><img src=x onerror=1>
