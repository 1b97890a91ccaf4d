// Starts the published server, unchanged, with the openings that a test needs.
// Run by `node -e` in the folder that holds node_modules.
const dgram = require('dgram');
const fs = require('fs');
const Module = require('module');
const net = require('net');
const path = require('path');
const util = require('util');

// Gone since Node 23, and the server logs with it.
util.log = (...words) => console.log(...words);

// The management port prints with util.inspect, which shortens arrays of more than 100 values.
// Ours prints one series a line, whole: name and values. Sanitised names hold no space.
util.inspect = (series) =>
  Object.entries(series).map(([name, values]) => [name].concat(values).join(' ')).join('\n');

// The operating system chooses the ports; the test reads them from the log.
const announced = (name, create) => (...args) => {
  const server = create(...args);
  return server.once('listening', () => console.log(`${name} on port ${server.address().port}`));
};
dgram.createSocket = announced('metrics', dgram.createSocket);
net.createServer = announced('management', net.createServer);

require('statsd/lib/config').configFile = (file, use) => setImmediate(use, {
  address: '127.0.0.1',
  port: '0', // Text, because the server takes the number for an absent setting.
  mgmt_address: '127.0.0.1',
  mgmt_port: '0',
  flushInterval: 3600 * 1000,
  backends: [],
  title: 'statsd',
});

// The management port does not offer timer_counters: one command more.
const management = require('statsd/lib/mgmt_server');
const start = management.start;
management.start = (config, command, failed) => start(config, (name, words, stream) => {
  if (name === 'timer_counters') {
    stream.write(`${util.inspect(server.exports.timer_counters)}\nEND\n\n`);
  } else {
    command(name, words, stream);
  }
}, failed);

// Standard input ends when the JVM of the test does, even if that was killed.
process.stdin.on('end', () => process.exit()).resume();

const file = require.resolve('statsd/stats.js');
const server = new Module(file);
server.filename = file;
server.paths = Module._nodeModulePaths(path.dirname(file));
server._compile(`${fs.readFileSync(file, 'utf8')}\nmodule.exports = { timer_counters };`, file);
