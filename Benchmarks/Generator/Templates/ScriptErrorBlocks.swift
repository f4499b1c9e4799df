/// Errors of several lines; `!` marks those that tell of an error by themselves.
enum ScriptErrorBlocks {
  static let python = #"""
    !Traceback (most recent call last):
      File "/home/dev/app/src/{word}/{snake}.py", line {line}, in <module>
        main(sys.argv)
      File "/home/dev/app/src/{word}/{snake}.py", line {line}, in main
        {snake.1} = {word}.{snake.2}({word}, {word})
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      File "/home/dev/app/src/{folder}/{snake}.py", line {line}, in {snake.2}
        return self.{snake}["{snake.3}"]
               ~~~~~~~~~~~^^^^^^^^^^^^^^
    !KeyError: '{snake.3}'
    ----
    !Traceback (most recent call last):
      File "/home/dev/app/.venv/lib/python3.12/site-packages/{package}/core.py", line {line}, in _{snake.1}
        raise {Pascal}Error(message)
      File "/home/dev/app/src/{folder}/{snake}.py", line {line}, in {snake}
        {word} = await self.{snake.1}({word})
    !sqlalchemy.exc.OperationalError: (psycopg2.OperationalError) connection to server at "{host}", port 5432 failed: Connection refused

    !The above exception was the direct cause of the following exception:

    !Traceback (most recent call last):
      File "/home/dev/app/src/{folder}/{snake}.py", line {line}, in {snake}
        self.{snake}()
      File "/home/dev/app/src/{folder}/{snake}.py", line {line}, in {snake}
        raise RuntimeError("{phrase.2}") from error
    !RuntimeError: {phrase.2}
    ----
    !=================================== FAILURES ===================================
    !_____________________________ test_{snake.1} ______________________________

        def test_{snake.1}({word}):
            {word.2} = {snake}({word})
    >       assert {word.2}.{snake} == {count.3}
    !E       AssertionError: assert {count.4} == {count.3}
    E        +  where {count.4} = <{Pascal} object at {address}>.{word}

    !tests/{word}/test_{snake}.py:{line}: AssertionError
    ----
      File "/home/dev/app/src/{folder}/{snake}.py", line {line}
        def {snake}({word}, {word}:
                   ^
    !SyntaxError: '(' was never closed
    """#

  static let node = #"""
    /home/dev/app/src/{folder.1}/{kebab.2}.js:{line.3}
        const {camel} = {camel}.{camel.4}.{camel};
                                         ^

    !TypeError: Cannot read properties of undefined (reading '{camel.4}')
        at {camel} (/home/dev/app/src/{folder.1}/{kebab.2}.js:{line.3}:{column})
        at {Pascal}.{camel} (/home/dev/app/src/{folder}/{kebab}.js:{line}:{column})
        at async {camel} (/home/dev/app/src/{folder}/{kebab}.js:{line}:{column})
        at process.processTicksAndRejections (node:internal/process/task_queues:95:5)

    Node.js v20.15.0
    ----
    !Error: Cannot find module './{kebab}'
    Require stack:
    - /home/dev/app/src/{folder}/{kebab}.js
    - /home/dev/app/src/index.js
        at Module._resolveFilename (node:internal/modules/cjs/loader:1145:15)
        at Module._load (node:internal/modules/cjs/loader:986:27)
        at require (node:internal/modules/helpers:179:18)
        at Object.<anonymous> (/home/dev/app/src/{folder}/{kebab}.js:{line}:{column}) {{
      code: 'MODULE_NOT_FOUND',
      requireStack: [ '/home/dev/app/src/index.js' ]
    }
    ----
    !FAIL src/{folder.1}/{kebab.2}.test.ts
    !  ● {Pascal} › {phrase}

        expect(received).toBe(expected) // Object.is equality

        Expected: {count}
        Received: {count}

          {line} |     const {camel} = {camel}({camel});
        > {line} |     expect({camel}).toBe({count});
             |                     ^
          {line} |   });

          at Object.<anonymous> (src/{folder.1}/{kebab.2}.test.ts:{line}:{column})
    ----
    /home/dev/app/src/{folder}/{kebab}.ts
    !  {line}:{column}  error    '{camel}' is assigned a value but never used  @typescript-eslint/no-unused-vars
    !  {line}:{column}  error    Unexpected any. Specify a different type      @typescript-eslint/no-explicit-any
      {line}:{column}  warning  Unexpected console statement                  no-console

    !✖ 3 problems (2 errors, 1 warning)
    ----
    !npm ERR! code ERESOLVE
    !npm ERR! ERESOLVE unable to resolve dependency tree
    !npm ERR!
    !npm ERR! While resolving: app@{version}
    !npm ERR! Found: {package.1}@{version}
    !npm ERR! node_modules/{package.1}
    !npm ERR!   {package.1}@"^{version}" from the root project
    """#

  static let ruby = #"""
    !app/services/{folder}/{snake}.rb:{line}:in `{snake}': undefined method `{snake}' for nil:NilClass (NoMethodError)
    {tab}from app/services/{folder}/{snake}.rb:{line}:in `each'
    {tab}from app/services/{folder}/{snake}.rb:{line}:in `{snake}'
    {tab}from bin/{word}:{line}:in `<main>'
    ----
    Failures:

    !  1) {Pascal} {phrase}
    !     Failure/Error: expect({snake}.{word}).to eq({count.1})

           expected: {count.1}
                got: {count}

           (compared using ==)
         # ./spec/{folder}/{snake}_spec.rb:{line}:in `block (3 levels) in <top (required)>'
    """#

  static let php = #"""
    !PHP Fatal error:  Uncaught InvalidArgumentException: unknown {word} in /var/www/app/src/{Pascal.1}.php:{line.2}
    Stack trace:
    #0 /var/www/app/src/{Pascal}.php({line}): App\{Pascal.1}->{camel}()
    #1 /var/www/app/src/Kernel.php({line}): App\{Pascal}->{camel}(Array)
    #2 /var/www/app/public/index.php(21): App\Kernel->handle()
    #3 {{main}
      thrown in /var/www/app/src/{Pascal.1}.php on line {line.2}
    """#

  static let git = #"""
    To github.com:acme/{kebab.1}.git
    ! ! [rejected]        {word.2}/{kebab.3} -> {word.2}/{kebab.3} (non-fast-forward)
    !error: failed to push some refs to 'github.com:acme/{kebab.1}.git'
    hint: Updates were rejected because the tip of your current branch is behind
    ----
    !CONFLICT (content): Merge conflict in src/{folder}/{snake}.py
    !CONFLICT (content): Merge conflict in src/{folder}/{kebab}.ts
    !error: could not apply {short}... {phrase}
    hint: Resolve all conflicts manually, mark them as resolved with
    hint: "git add/rm <conflicted_files>", then run "git rebase --continue".
    """#
}
