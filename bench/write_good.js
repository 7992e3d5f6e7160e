// Runs write-good over a file, again and again in one process, and prints the seconds of each time as JSON.
// node bench/write_good.js FILE ROUNDS; exit 3 where write-good is not installed.
const fs = require("fs");
const { performance } = require("perf_hooks");

let check;
try {
  check = require("write-good");
} catch (error) {
  if (error.code !== "MODULE_NOT_FOUND") throw error;
  process.exit(3);
}
const [file, rounds] = process.argv.slice(2);
const seconds = [];
let found = 0;
for (let round = 0; round <= Number(rounds); round += 1) {
  const began = performance.now();
  found = check(fs.readFileSync(file, "utf8")).length;
  seconds.push((performance.now() - began) / 1000);
}
// The first time is a warm-up.
console.log(JSON.stringify({ seconds: seconds.slice(1), found }));
