/// The texts of transcripts, made once for all sessions.
struct SessionTemplates {
  let incidents = Incidents()
  let prompts = lasting(Template.lines(SessionTexts.prompts))
  let prose = lasting(Template.lines(SessionTexts.prose))
  let thoughts = lasting(Template.lines(SessionTexts.thoughts))
  let commands = lasting(Template.lines(SessionTexts.commands))
  let refusals = lasting(Template.lines(SessionTexts.refusals))
  let toolErrors = lasting(Template.blocks(SessionTexts.toolErrors))
  let signature = lasting(Template.lines("{noise}{noise}"))
  let phrase = lasting(Template.lines("{phrase}"))
  let paths = lasting(
    Template.lines("/home/dev/app/src/{folder}/{snake}.py\n/home/dev/app/src/{folder}/{kebab}.ts"))
  let names = lasting(Template.lines("{camel}\n{snake}\n{Pascal}"))
  let found = lasting(
    Template.lines("src/{folder}/{snake}.py:{line}:\nsrc/{folder}/{kebab}.ts:{line}:"))
  let files = lasting(Template.lines("/home/dev/app/src/{folder}/{kebab}.ts"))
  /// A file has lines of one of these.
  let programs = lasting(
    [CodeLines.python, CodeLines.typeScript, CodeLines.compiled].map { lasting(Template.lines($0)) }
  )
}
