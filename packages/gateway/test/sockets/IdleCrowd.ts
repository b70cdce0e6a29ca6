/**
 * A crowd of idle tills, in a process of its own: `node IdleCrowd.ts <url> <count>`.
 *
 * Opens so many connections, pings once over each, and leaves all of them open. Each line on stdin makes every tenth of them ping
 * again. After each round it prints how many were answered, and how many are still connected.
 */
import { connect, type Socket } from "node:net"
import { createInterface } from "node:readline"

const [url = "", count = "0"] = process.argv.slice(2)
const { hostname, port } = new URL(url)
const PING = `GET /v1/ping HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`
/** So many at a time: a listening socket's queue is short. */
const AT_A_TIME = 200

/** Pings over a connection; true with an answer, false where it ends before. */
const ping = (socket: Socket): Promise<boolean> =>
  new Promise((resolve) => {
    const answered = (bytes: Buffer) => end(bytes.toString().startsWith("HTTP/1.1 200 "))
    const closed = () => end(false)
    const end = (isAnswered: boolean) => {
      socket.off("data", answered)
      socket.off("close", closed)
      resolve(isAnswered)
    }
    socket.on("data", answered)
    socket.on("close", closed)
    socket.write(PING)
  })

const sockets: Array<Socket> = []

const open = (): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => resolve(ping(socket)))
    socket.on("error", () => resolve(false))
    sockets.push(socket)
  })

/** Does something for each, a few at a time, and tells how that went. */
const round = async <A>(all: ReadonlyArray<A>, each: (one: A) => Promise<boolean>): Promise<void> => {
  let answered = 0
  for (let from = 0; from < all.length; from += AT_A_TIME) {
    const some = await Promise.all(all.slice(from, from + AT_A_TIME).map(each))
    answered += some.filter(Boolean).length
  }
  const connected = sockets.filter(({ destroyed }) => !destroyed).length
  console.log(`answered ${answered} connected ${connected}`)
}

await round(Array.from({ length: Number(count) }), open)
for await (const _ of createInterface(process.stdin))
  await round(
    sockets.filter((_, index) => index % 10 === 0),
    (socket) => (socket.destroyed ? Promise.resolve(false) : ping(socket)),
  )
process.exit()
