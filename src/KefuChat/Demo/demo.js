// A browser client of kefu.v1 (protos/wire-protocol.md), written to be read, downwards: Pane, Session, Connection.
// It keeps no history: after a reload it asks for the newest messages again.

import { byId } from "./dom.js";
import { newId } from "./id.js";
import { Pane } from "./pane.js";
import { Command } from "./protocol.js";
import { remembered } from "./storage.js";

const query = new URLSearchParams(location.search);

function show(template) {
  document.body.replaceChildren(byId(template).content.cloneNode(true));
}

function openPane(side) {
  const isSeller = side === "seller";
  const uid = Number(query.get("uid") ?? (isSeller ? 1 : 1001));
  const name = `${side}.${uid}`;
  document.documentElement.dataset.as = side;
  show("pane");
  if (!Number.isSafeInteger(uid) || uid < 1) {
    byId("state").textContent = "uid must be a whole number from 1 to 2^53-1";
    return;
  }

  const title = `${isSeller ? "Seller" : "Customer"} ${uid}`;
  introduce(isSeller, title);
  new Pane({
    isSeller,
    uid,
    name,
    title,
    appid: isSeller ? 1 : 7, // the seller's is corrected when the server tells which the kefu app is
    sends: isSeller ? Command.customerSupport : Command.customer,
    deviceId: remembered(`${name}.device`, newId),
  });
}

function introduce(isSeller, title) {
  document.title = `${title} · KefuChat demo`;
  byId("self").textContent = title;
  document.querySelector(".face").textContent = title[0];
  byId("task").textContent = isSeller ? "answers the customers who write" : "writes to seller 1 of store 1";
  byId("empty").textContent = isSeller ? "Nobody has written yet." : "No messages yet. Say hello!";
  byId("state").textContent = "connecting…";
}

function openOverview() {
  show("overview");
  let uid = 1002;
  byId("another").onclick = event => {
    event.currentTarget.href = `/demo?as=customer&uid=${uid++}`;
  };
}

const as = query.get("as");
if (as === "customer" || as === "seller") openPane(as);
else openOverview();
