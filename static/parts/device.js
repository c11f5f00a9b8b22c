// What this browser keeps between two pages. A store that is full or forbidden keeps nothing, and everything still works.
export const device = (key) => ({
  read() {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  },
  write(draft) {
    try {
      localStorage.setItem(key, JSON.stringify(draft));
    } catch {
      // the server's draft remains
    }
  },
  clear() {
    try {
      localStorage.removeItem(key);
    } catch {
      // nothing is kept there
    }
  },
});

export function keysFrom(prefix) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}

export const clock = (moment, more = {}) =>
  new Date(moment).toLocaleString("vi-VN", { hour: "2-digit", minute: "2-digit", ...more });
