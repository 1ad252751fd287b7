// Reads Argdown on standard input with @argdown/core and prints what it understood as JSON:
// {"errors":[..],"statements":{title:[text,..]},"tags":{title:[..]},"relations":[[from,type,to],..],"sections":[..]}
// Ends with 77 where @argdown/core is not there (NODE_PATH tells where to look).
let core
try {
  core = require('@argdown/core')
} catch {
  process.exit(77)
}
const application = new core.ArgdownApplication()
for (const plugin of [core.ParserPlugin, core.DataPlugin, core.ModelPlugin]) {
  application.addPlugin(new plugin(), plugin === core.ParserPlugin ? 'parse-input' : 'build-model')
}
const input = require('fs').readFileSync(0, 'utf8')
const response = application.run({ input, process: ['parse-input', 'build-model'], logLevel: 'none' })
const statements = {}
const tags = {}
for (const [title, equivalence] of Object.entries(response.statements ?? {})) {
  statements[title] = equivalence.members.filter(member => member.text).map(member => member.text)
  tags[title] = equivalence.tags ?? []
}
const relations = (response.relations ?? []).map(each => [each.from.title, each.relationType, each.to.title])
const sections = (response.sections ?? []).map(section => section.title)
const errors = [...(response.lexerErrors ?? []), ...(response.parserErrors ?? [])].map(error => error.message)
console.log(JSON.stringify({ errors, statements, tags, relations, sections }))
