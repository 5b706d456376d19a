// The code arrives in the fragment, which browsers send to nobody. It is put into the form, removed from the address, and sent.
const form = document.getElementById("sign-in");
const code = decodeURIComponent(location.hash.slice(1));
if (form && code) {
  history.replaceState(null, "", location.pathname + location.search);
  form.elements.code.value = code;
  form.requestSubmit();
} else if (form) {
  form.elements.code.focus();
}
