/** What is printed where a program is missing must be what installs it. */
import { assert, describe, it } from "vitest"
import { installing, programs } from "../src/Debian.ts"

describe("a program of Debian's", () => {
  it.each(Object.entries(programs))(
    "%s is installed by a command that names all its packages",
    (_name, program) => {
      const command = installing(program)
      assert.match(command, /^apt-get update && apt-get install -y --no-install-recommends [a-z]/)
      for (const name of program.packages) assert.include(command.split(" "), name)
    },
  )

  it("is known by absolute paths", () => {
    for (const { files } of Object.values(programs)) for (const file of files) assert.match(file, /^\/usr\//)
  })
})
