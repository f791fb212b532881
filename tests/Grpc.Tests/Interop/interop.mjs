// The npm package @grpc/grpc-js at the other end.
//   node interop.mjs serve            an Echo server; prints its port, serves until its input ends
//   node interop.mjs call <address>   an Echo client: calls every way there is, prints one JSON object of what came back
import { fileURLToPath } from 'node:url';
import * as grpc from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';

const proto = fileURLToPath(new URL('../echo.proto', import.meta.url));
const { Echo } = grpc.loadPackageDefinition(loadSync(proto, { defaults: true })).grpc.tests;
const bytes = Buffer.from([0, 1, 254, 255]);

function metadata(entries) {
  const result = new grpc.Metadata();
  for (const [key, value] of entries) result.add(key, value);
  return result;
}

const failure = (code, details) => ({ code, details, metadata: metadata([['grpc-status-details-bin', bytes], ['hint', 'later']]) });

// What is asked for stands in the request's text.
const handlers = {
  unary(call, callback) {
    if (call.request.text === 'fail') return callback(failure(grpc.status.FAILED_PRECONDITION, 'größer\n100 %'));
    if (call.request.text === 'hang') return undefined;
    call.sendMetadata(metadata([['head', 'one'], ['head-bin', bytes]]));
    const seen = call.metadata.get('data-bin').map((value) => value.toString('hex')).join(' ');
    return callback(null, { ...call.request, text: `${call.request.text} ${seen}`.trim() }, metadata([['trail', 'two'], ['trail-bin', bytes]]));
  },
  serverStream(call) {
    for (let count = 0; count < call.request.count; count++) call.write({ count });
    if (call.request.text === 'fail') call.emit('error', failure(grpc.status.ABORTED, 'enough'));
    else if (call.request.text !== 'hang') call.end();
  },
  clientStream(call, callback) {
    let [text, count] = ['', 0];
    call.on('data', (request) => { text += request.text; count++; });
    call.on('end', () => callback(null, { text, count }));
  },
  duplex(call) {
    call.on('data', (request) => call.write(request));
    call.on('end', () => call.end());
    call.on('cancelled', () => process.stdout.write('cancelled\n'));
  },
};

function serve() {
  const server = new grpc.Server();
  server.addService(Echo.service, handlers);
  server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    process.stdout.write(`${port}\n`);
  });
  process.stdin.on('end', () => process.exit(0)).resume();
}

const hex = (values) => values.map((value) => (Buffer.isBuffer(value) ? value.toString('hex') : value)).join(' ');
const describe = (error) => ({
  code: grpc.status[error.code],
  details: error.details,
  binary: hex(error.metadata.get('grpc-status-details-bin')),
});

function unary(client, request, options = {}, entries = []) {
  return new Promise((resolve) => {
    const result = {};
    const call = client.unary(request, metadata(entries), options, (error, response) => {
      Object.assign(result, error ? describe(error) : { text: response.text, size: response.data.length });
    });
    call.on('metadata', (head) => { result.head = hex(head.get('head')); result.headBin = hex(head.get('head-bin')); });
    call.on('status', (status) => { result.trailBin = hex(status.metadata.get('trail-bin')); setImmediate(resolve, result); });
    options.onCall?.(call);
  });
}

// Over when both the messages and the status have come, in whichever order.
function stream(call, { cancelAt } = {}) {
  const counts = [];
  call.on('data', (response) => {
    counts.push(response.count);
    if (counts.length === cancelAt) call.cancel();
  });
  const messages = new Promise((resolve) => { call.on('end', resolve); call.on('error', resolve); });
  const status = new Promise((resolve) => { call.on('status', resolve); });
  return Promise.all([messages, status]).then(([, ending]) => ({ counts, ...describe(ending) }));
}

function duplex(client, count) {
  const call = client.duplex();
  for (let number = 0; number < count; number++) call.write({ count: number, text: 'x'.repeat(number % 700) });
  call.end();
  return stream(call);
}

function clientStream(client) {
  return new Promise((resolve) => {
    const call = client.clientStream((error, response) => resolve(error ? describe(error) : { text: response.text, count: response.count }));
    for (const text of ['a', 'b', 'c']) call.write({ text });
    call.end();
  });
}

async function callAll(address) {
  const client = new Echo(address, grpc.credentials.createInsecure());
  const results = {
    unary: await unary(client, { text: 'hi' }, {}, [['data-bin', bytes], ['data-bin', Buffer.from([7])]]),
    fail: await unary(client, { text: 'fail' }),
    large: await unary(client, { text: 'large', data: Buffer.alloc(1_000_000, 5) }),
    tooLarge: await unary(client, { data: Buffer.alloc(5_000_000) }),
    deadline: await unary(client, { text: 'hang' }, { deadline: Date.now() + 200 }),
    serverStream: await stream(client.serverStream({ count: 100 })),
    streamFail: await stream(client.serverStream({ count: 2, text: 'fail' })),
    cancel: await stream(client.serverStream({ count: 1, text: 'hang' }), { cancelAt: 1 }),
    clientStream: await clientStream(client),
    duplex: await duplex(client, 2000),
    missing: await new Promise((resolve) => {
      client.makeUnaryRequest('/grpc.tests.Echo/Missing', () => Buffer.alloc(0), (value) => value, {}, (error) => resolve(describe(error)));
    }),
    compressed: await unary(
      new Echo(address, grpc.credentials.createInsecure(), { 'grpc.default_compression_algorithm': grpc.compressionAlgorithms.gzip }), { text: 'squeezed' }),
  };
  process.stdout.write(`${JSON.stringify(results)}\n`);
  process.exit(0);
}

if (process.argv[2] === 'serve') serve();
else await callAll(process.argv[3]);
