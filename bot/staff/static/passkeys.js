// Passkeys: asks the device, and puts its answer into the form. Without this script the form stays hidden.
(() => {
  "use strict";
  const form = document.querySelector("form[data-passkey]");
  // A passkey is good for one address only. Under another one a browser would refuse it.
  if (!form || !window.PublicKeyCredential || location.origin !== form.dataset.origin) return;

  const status = form.querySelector("[role=status]");
  const button = form.querySelector("button");
  const instead = document.getElementById("no-passkey");
  const WORDS = {
    wait: "Your device asks you now.",
    there: "This device has a passkey for you already.",
    out: "You are signed out. Load this page again.",
    failed: form.dataset.failed,
  };

  const bytes = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

  const ask = async () => {
    const answer = await fetch(form.dataset.options, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      credentials: "same-origin",
      cache: "no-store",
    });
    if (answer.status === 401) throw Object.assign(new Error("signed out"), { words: WORDS.out });
    if (!answer.ok) throw new Error(String(answer.status));
    const options = await answer.json();
    const named = (all) => (all || []).map((one) => ({ ...one, id: bytes(one.id) }));
    return { ...options, challenge: bytes(options.challenge), named };
  };

  const made = async () => {
    const { named, ...options } = await ask();
    const user = { ...options.user, id: bytes(options.user.id) };
    const publicKey = { ...options, user, excludeCredentials: named(options.excludeCredentials) };
    const found = await navigator.credentials.create({ publicKey });
    return {
      found,
      response: {
        clientDataJSON: text(found.response.clientDataJSON),
        attestationObject: text(found.response.attestationObject),
      },
    };
  };

  const used = async () => {
    const { named, ...options } = await ask();
    const publicKey = { ...options, allowCredentials: named(options.allowCredentials) };
    const found = await navigator.credentials.get({ publicKey });
    const { clientDataJSON, authenticatorData, signature, userHandle } = found.response;
    return {
      found,
      response: {
        clientDataJSON: text(clientDataJSON),
        authenticatorData: text(authenticatorData),
        signature: text(signature),
        userHandle: userHandle ? text(userHandle) : null,
      },
    };
  };

  const go = async (event) => {
    event.preventDefault();
    const name = form.elements.namedItem("name");
    if (name && !name.value.trim()) {
      form.submit(); // the page says what is missing
      return;
    }
    button.disabled = true;
    status.textContent = WORDS.wait;
    try {
      const { found, response } = await (form.dataset.passkey === "create" ? made() : used());
      form.elements.namedItem("credential").value = JSON.stringify({
        id: found.id,
        rawId: text(found.rawId),
        type: found.type,
        response,
      });
      form.submit();
    } catch (error) {
      status.textContent = error.words || (error.name === "InvalidStateError" ? WORDS.there : WORDS.failed);
      button.disabled = false;
    }
  };

  form.hidden = false;
  if (instead) instead.hidden = true;
  form.addEventListener("submit", go);
})();
