// Lets the form open without a connection, by a service worker that knows this page and what it is made of.
(function (survey) {
  function partsOfPage() {
    const elements = document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src], img[src]");
    return [...elements].map((element) => element.href ?? element.src).filter((url) => new URL(url).origin === location.origin);
  }

  // Resolves to whether the form opens without a connection from now on.
  survey.keepPage = async ({ workerUrl, pageUrl, placesUrl }) => {
    if (!("serviceWorker" in navigator)) return false;
    try {
      const registration = await navigator.serviceWorker.register(workerUrl, { scope: pageUrl });
      await navigator.serviceWorker.ready;
      return await new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => resolve(data === "kept");
        const urls = [pageUrl, placesUrl, ...partsOfPage()].map((url) => new URL(url, location.href).href);
        registration.active.postMessage(urls, [port2]);
      });
    } catch {
      return false;
    }
  };

  // The link is closed: its page is not kept any more. The surveys are.
  survey.forgetPage = async (pageUrl) => {
    try {
      const scope = new URL(pageUrl, location.href).href;
      const registration = await navigator.serviceWorker?.getRegistration(scope);
      if (registration?.scope === scope) await registration.unregister();
      await caches.delete(`kpss-survey ${scope}`);
    } catch { /* a page without encryption has neither */ }
  };

  // Says in words whether there is a connection.
  survey.watchConnection = (place) => {
    let wasAway = false;
    const show = () => {
      const isAway = navigator.onLine === false;
      place.classList.toggle("is-away", isAway);
      place.hidden = !isAway && !wasAway;
      survey.say(place, isAway ? survey.word("offline") : wasAway ? survey.word("online") : "");
      wasAway ||= isAway;
    };
    window.addEventListener("online", show);
    window.addEventListener("offline", show);
    show();
  };
})((window.kpssSurvey ??= {}));
