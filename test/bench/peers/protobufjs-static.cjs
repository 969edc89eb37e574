// Decodes profiles with the module that protobufjs-cli generated, and does nothing with them.
const { readFileSync } = require('node:fs');
const { gunzipSync } = require('node:zlib');

const [, , generated, ...profiles] = process.argv;
const { perftools } = require(generated);
for (const path of profiles) {
  const profile = perftools.profiles.Profile.decode(gunzipSync(readFileSync(path)));
  console.log(path, profile.sample.length);
}
