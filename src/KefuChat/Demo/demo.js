// The shop's own script. Of the chat it knows what a shop is to know: a list of commands, which the widget takes over.
const form = document.querySelector("form");
const find = name => document.querySelector(`[data-${name}]`);

identify(new URLSearchParams(location.search).get("customer"));
showColour();
form.addEventListener("change", showColour);
form.addEventListener("submit", addToBag);

/** Tells the chat something, now or once the widget is there: then it has put itself in the place of the list. */
function tellChat(...command) {
  (window.KefuChat ||= []).push(command);
}

/** Logs a customer in: here by a token that the demo gives to whoever asks, in a shop by one of its backend's. */
function identify(customer) {
  if (customer === null) {
    return;
  }

  find("customer").textContent = `customer ${customer}`;
  tellChat("identify", () => tokenOf(customer));
}

async function tokenOf(customer) {
  const response = await fetch(`/demo/token?uid=${encodeURIComponent(customer)}`);
  if (!response.ok) {
    throw new Error(`There is no token for customer ${customer}: ${response.status}`);
  }

  return (await response.json()).token;
}

/** Shows the colour that was picked, and tells the chat what the customer is looking at. */
function showColour() {
  const colour = form.elements.colour.value;
  const name = colour[0].toUpperCase() + colour.slice(1);
  document.querySelector(".picture").dataset.colour = colour;
  find("colour-name").value = name;
  const product = {
    id: `harbour-${colour}`,
    title: `Harbour jacket, ${colour}`,
    price: "59.90",
    currency: "EUR",
    url: new URL("/demo", location.href).href,
  };
  tellChat("setProduct", product);
}

function addToBag(event) {
  event.preventDefault();
  const bag = find("bag");
  bag.value = `Bag (${parseInt(bag.value.slice(5), 10) + 1})`;
}
