// Reads a graph in the language of Graphviz on standard input, has Graphviz (as @viz-js/viz) lay it out, and prints what it understood
// as JSON: {"errors":[..],"nodes":n,"edges":n,"clusters":n}. Ends with 77 where the package is not there (NODE_PATH tells where to look).
let graphviz
try {
  graphviz = require('@viz-js/viz')
} catch {
  process.exit(77)
}
const input = require('fs').readFileSync(0, 'utf8')
graphviz.instance().then(viz => {
  const result = viz.render(input, { format: 'json' })
  const graph = JSON.parse(result.output ?? '{}')
  const objects = graph.objects ?? []
  const clusters = objects.filter(each => each.nodes || each.subgraphs).length
  const edges = (graph.edges ?? []).length
  console.log(JSON.stringify({ errors: result.errors.filter(each => each.level === 'error'), nodes: objects.length - clusters, edges, clusters }))
})
