/* For pages that frame a timeline: gives each frame the height that its chart needs. It listens only to frames of the
 * service that it came from. The embed code brings it; without it a frame keeps the height that the code says. */
(() => {
  const { origin } = new URL(document.currentScript.src);
  const frames = () => [...document.querySelectorAll("iframe")].filter((frame) => frame.src.startsWith(`${origin}/embed/`));
  addEventListener("message", ({ origin: sender, source, data }) => {
    if (sender !== origin || !(data?.timelineHeight > 0)) return;
    const frame = frames().find((one) => one.contentWindow === source);
    if (frame) frame.style.height = `${Math.ceil(data.timelineHeight)}px`;
  });
  // Frames that were there before this script have told their height to nobody. The question is no secret, and a frame
  // that still loads has another origin.
  const ask = () => frames().forEach((frame) => frame.contentWindow.postMessage({ timelineHeight: "wanted" }, "*"));
  ask();
  addEventListener("load", ask);
})();
