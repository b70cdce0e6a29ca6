// Sells once, by the module and with the till given on the command line, and prints what was charged.
const [module, till] = process.argv.slice(2)
const { sell } = await import(module)
console.log(JSON.stringify({ node: process.versions.node, charged: await sell(JSON.parse(till)) }))
