const feed = document.querySelector(".feed");
if (feed) feed.scrollTop = feed.scrollHeight;

for (const part of document.querySelectorAll("[data-refresh]")) {
  let shown = null;
  setInterval(async () => {
    if (document.hidden) return;
    const response = await fetch(part.dataset.refresh).catch(() => null);
    if (!response || !response.ok) return;
    const fresh = await response.text();
    if (fresh === shown) return;
    const atBottom = part.scrollHeight - part.scrollTop - part.clientHeight < 60;
    part.innerHTML = fresh;
    shown = fresh;
    if (atBottom) part.scrollTop = part.scrollHeight;
  }, 2000);
}

for (const input of document.querySelectorAll("input[type=file]")) {
  input.addEventListener("change", () => input.form.submit());
}

for (const area of document.querySelectorAll("textarea[data-send]")) {
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) area.form.requestSubmit();
  });
}
