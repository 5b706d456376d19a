// The framework calls these states on the dialog; it opens it, tries again, and loads the page when the server has forgotten it.
const dialog = document.getElementById("components-reconnect-modal");
const reload = () => location.reload();

async function reconnect() {
  try {
    if (!(await Blazor.reconnect()) && !(await Blazor.resumeCircuit())) {
      reload();
    }
  } catch {
    dialog.classList.add("components-reconnect-failed");
  }
}

dialog?.addEventListener("components-reconnect-state-changed", (event) => {
  switch (event.detail.state) {
    case "show":
      dialog.showModal();
      break;
    case "hide":
      dialog.close();
      break;
    case "failed":
      document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && reconnect(), { once: true });
      break;
    case "rejected":
      reload();
      break;
  }
});
document.getElementById("reconnect-now")?.addEventListener("click", reconnect);
document.getElementById("reconnect-reload")?.addEventListener("click", reload);
