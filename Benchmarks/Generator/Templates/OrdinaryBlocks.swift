/// Several lines that belong together and tell of no error.
enum OrdinaryBlocks {
  static let all = #"""
    diff --git a/src/{folder.1}/{snake.2}.py b/src/{folder.1}/{snake.2}.py
    index {short}..{short} 100644
    --- a/src/{folder.1}/{snake.2}.py
    +++ b/src/{folder.1}/{snake.2}.py
    @@ -{line},7 +{line},9 @@ def {snake}(self, {word.3}):
         {snake.4} = self.{word}.{snake}({word.3})
    -    if not {snake.4}:
    -        return None
    +    if {snake.4} is None:
    +        raise LookupError(f"no {word.3}: {{{word.3}}")
    +    self.{word}.{snake}({snake.4})
         return {snake.4}
    ----
    @@ -{line},6 +{line},6 @@ export class {Pascal} {{
       private readonly {camel.1}: {Pascal};
     
    -  async {camel.2}({word}: string): Promise<void> {{
    +  async {camel.2}({word}: string, signal?: AbortSignal): Promise<void> {{
         const {camel.3} = await this.{camel.1}.{camel}({word});
         logger.info("{phrase}", {{ {camel.3} });
    ----
    total {count}
    drwxr-xr-x  5 dev dev  4096 Jan  5 10:11 .
    drwxr-xr-x 12 dev dev  4096 Jan  5 09:58 ..
    -rw-r--r--  1 dev dev {count} Jan  5 10:11 {kebab}.ts
    -rw-r--r--  1 dev dev {count} Jan  5 10:11 {kebab}.test.ts
    -rwxr-xr-x  1 dev dev {count} Jan  5 10:11 {snake}.sh
    ----
    On branch {word}/{kebab}
    Changes not staged for commit:
      (use "git add <file>..." to update what will be committed)
    {tab}modified:   src/{folder}/{kebab}.ts
    {tab}modified:   src/{folder}/{snake}.py

    no changes added to commit (use "git add" and/or "git commit -a")
    ----
    File                          |  % Stmts | % Branch |  % Funcs |  % Lines | Uncovered Line #s
    ------------------------------|----------|----------|----------|----------|------------------
     src/{word}/{kebab}.ts         |    9{small}.{small} |    8{small}.{small} |      100 |    9{small}.{small} | {line},{line}
     src/{word}/{kebab}.ts         |      100 |      100 |      100 |      100 |
    ----
    ============================= test session starts ==============================
    platform linux -- Python 3.12.4, pytest-8.3.2, pluggy-1.5.0
    rootdir: /home/dev/app
    configfile: pyproject.toml
    plugins: anyio-4.4.0, cov-5.0.0, asyncio-0.23.8
    collected {count} items
    ----
    goroutine dump requested by {word}, all goroutines are alive:
    {tab}github.com/acme/app/internal/{word}.(*{Pascal}).Run
    {tab}{tab}/home/dev/app/internal/{word}/{snake}.go:{line}
    {tab}github.com/acme/app/cmd/{word}.main
    {tab}{tab}/home/dev/app/cmd/{word}/main.go:{line}
    ----
    Slow call, sampled every 10 ms ({milliseconds} ms in all):
        at {camel} (/home/dev/app/src/{folder}/{kebab}.ts:{line}:{column})
        at {Pascal}.{camel} (/home/dev/app/src/{folder}/{kebab}.ts:{line}:{column})
        at process.processTicksAndRejections (node:internal/process/task_queues:95:5)
    ----
    {{
      "name": "{kebab}",
      "version": "{version}",
      "{word}": {{ "{camel}": {count}, "{camel}": "{kebab}" },
      "errors": [],
      "updated": "{time}"
    }
    ----
    -------------------------------- live log call ---------------------------------
    INFO     {dotted}:{snake}.py:{line} {phrase}
    DEBUG    {dotted}:{snake}.py:{line} {sentence}
    WARNING  {dotted}:{snake}.py:{line} {phrase}
    ----
    SELECT {word.1}.id, {word.1}.{snake}, {word.2}.{snake}
      FROM {word.1} JOIN {word.2} ON {word.2}.{word.1}_id = {word.1}.id
     WHERE {word.1}.{snake} = $1 AND {word.2}.deleted_at IS NULL
     ORDER BY {word.1}.created_at DESC LIMIT {count};
    ({count} rows)
    """#
}
