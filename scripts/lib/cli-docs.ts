import type { Command, Option } from 'commander';
import { createProgram, EXAMPLES, NOTES } from '../../src/cli/program.ts';

/** The manual, the page of it for the web, and the completions: all of them made of the one definition of the command. */
export function cliDocs(): ReadonlyMap<string, string> {
  const nothing = async () => {};
  const program = createProgram({ analyse: nothing, open: nothing, capture: nothing });
  return new Map([
    ['docs/cli.md', markdown(program)],
    ['docs/straggler.1', manual(program)],
    ['docs/completions/straggler.bash', bash(program)],
    ['docs/completions/_straggler', zsh(program)],
    ['docs/completions/straggler.fish', fish(program)],
  ]);
}

/** Options by the heading that --help puts them under, in its order. */
function groups(command: Command): ReadonlyMap<string, readonly Option[]> {
  const found = new Map<string, Option[]>();
  for (const option of command.createHelp().visibleOptions(command)) {
    const heading = option.helpGroupHeading ?? 'Options:';
    found.set(heading, [...(found.get(heading) ?? []), option]);
  }
  return found;
}

function about(option: Option): string {
  const notes: string[] = [];
  if (option.argChoices !== undefined) notes.push(`one of ${option.argChoices.join(', ')}`);
  const empty = Array.isArray(option.defaultValue) && option.defaultValue.length === 0;
  const fallback = empty ? undefined : (option.defaultValueDescription ?? option.defaultValue);
  if (fallback !== undefined && fallback !== false) notes.push(`default ${fallback}`);
  return notes.length === 0 ? option.description : `${option.description} (${notes.join('; ')})`;
}

function usage(command: Command): string {
  return `${command.parent === null ? '' : 'straggler '}${command.name()} ${command.usage()}`;
}

function markdown(program: Command): string {
  const lines = ['# The command line', '', '<!-- Made by "npm run docs:cli". -->', '', `${program.description()}`, ''];
  lines.push(
    '```',
    EXAMPLES.replace(/^Examples:\n/, '')
      .replace(/^ {2}/gm, '')
      .trimEnd(),
    '```',
    '',
  );
  for (const command of [program, ...program.commands]) {
    if (command !== program) lines.push(`## straggler ${command.name()}`, '', `${command.description()}`, '');
    lines.push('```', usage(command), '```', '');
    for (const [heading, options] of groups(command)) {
      if (command === program) lines.push(`## ${heading.replace(/:$/, '')}`, '');
      lines.push('| flag | meaning |', '|---|---|');
      for (const option of options)
        lines.push(`| \`${option.flags.replaceAll('|', '\\|')}\` | ${about(option).replaceAll('|', '\\|')} |`);
      lines.push('');
    }
  }
  lines.push(NOTES.trim().replaceAll('\n\n', '\n\n'), '');
  return lines.join('\n');
}

/** roff: a backslash and a leading dot mean something. */
function roff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^([.'])/gm, '\\&$1');
}

function manual(program: Command): string {
  const lines = [
    '.\\" Made by "npm run docs:cli".',
    '.TH STRAGGLER 1',
    '.SH NAME',
    `straggler \\- ${roff(lower(program.description()))}`,
  ];
  lines.push('.SH SYNOPSIS', '.nf', ...[program, ...program.commands].map((command) => roff(usage(command))), '.fi');
  lines.push('.SH EXAMPLES', '.nf', roff(EXAMPLES.replace(/^Examples:\n/, '').trimEnd()), '.fi');
  for (const command of [program, ...program.commands]) {
    const title = command === program ? 'OPTIONS' : `STRAGGLER ${command.name().toUpperCase()}`;
    lines.push(`.SH ${title}`);
    if (command !== program) lines.push(roff(command.description()));
    for (const [heading, options] of groups(command)) {
      if (command === program) lines.push(`.SS ${roff(heading.replace(/:$/, ''))}`);
      for (const option of options) lines.push('.TP', `.B ${roff(option.flags)}`, roff(about(option)));
    }
  }
  lines.push('.SH NOTES', roff(NOTES.trim()).replaceAll('\n\n', '\n.PP\n'), '');
  return lines.join('\n');
}

function lower(text: string): string {
  return `${text.slice(0, 1).toLowerCase()}${text.slice(1).replace(/\.$/, '')}`;
}

/** What a flag is completed with: its choices, files, or nothing. */
function completion(option: Option): 'choices' | 'files' | 'folders' | 'text' | 'flag' {
  if (option.argChoices !== undefined) return 'choices';
  if (!option.required) return 'flag';
  if (/<file>/.test(option.flags)) return 'files';
  return /<dir>/.test(option.flags) ? 'folders' : 'text';
}

function longs(command: Command): string[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .flatMap(({ long }) => (long === undefined || long === null ? [] : [long]));
}

function spellings({ short, long }: Option): string[] {
  return [short, long].filter((name) => name !== undefined && name !== null);
}

function bash(program: Command): string {
  const cases = [program, ...program.commands].flatMap((command) =>
    command.options.flatMap((option) => {
      const names = spellings(option).join('|');
      switch (completion(option)) {
        case 'choices':
          return [
            `    ${names}) COMPREPLY=($(compgen -W '${(option.argChoices ?? []).join(' ')}' -- "$word")); return ;;`,
          ];
        case 'folders':
          return [`    ${names}) COMPREPLY=($(compgen -d -- "$word")); return ;;`];
        case 'text':
          return [`    ${names}) return ;;`];
        default:
          return [];
      }
    }),
  );
  const commands = program.commands.map((command) => command.name());
  const lists = program.commands.map((command) => `    ${command.name()}) flags='${longs(command).join(' ')}' ;;`);
  return `# bash completion for straggler. Made by "npm run docs:cli".
_straggler() {
  local word="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" flags
  case "$previous" in
${[...new Set(cases)].join('\n')}
  esac
  case "\${COMP_WORDS[1]}" in
${lists.join('\n')}
    *) flags='${longs(program).join(' ')}' ;;
  esac
  if [[ $word == -* ]]; then
    COMPREPLY=($(compgen -W "$flags" -- "$word"))
  else
    COMPREPLY=($(compgen -f -- "$word"))
    if [[ $COMP_CWORD == 1 ]]; then COMPREPLY+=($(compgen -W '${commands.join(' ')}' -- "$word")); fi
  fi
}
complete -o filenames -F _straggler straggler
`;
}

/** Single quotes of a shell, with quotes in the text kept; brackets and colons mean something to zsh's _arguments. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function zsh(program: Command): string {
  const spec = (option: Option) => {
    const text = option.description.replace(/[[\]:\\]/g, '\\$&');
    const values = {
      choices: `:value:(${(option.argChoices ?? []).join(' ')})`,
      files: ':file:_files',
      folders: ':folder:_files -/',
      text: ':value: ',
      flag: '',
    }[completion(option)];
    return spellings(option).map((name) => `    ${quote(`*${name}[${text}]${values}`)}`);
  };
  const flags = (command: Command) => command.createHelp().visibleOptions(command).flatMap(spec).join(' \\\n');
  const cases = program.commands.map(
    (command) => `  ${command.name()}) _arguments \\\n${flags(command)} \\\n    '*:file:_files' ;;`,
  );
  const commands = program.commands.map((command) => quote(`${command.name()}:${command.description()}`));
  return `#compdef straggler
# zsh completion for straggler. Made by "npm run docs:cli".
local -a commands=(${commands.join(' ')})
case $words[2] in
${cases.join('\n')}
  *)
    (( CURRENT == 2 )) && _describe command commands
    _arguments \\
${flags(program)} \\
    '*:file:_files' ;;
esac
`;
}

function fish(program: Command): string {
  const line = (condition: string) => (option: Option) => {
    const names = [
      ...(option.short ? [`-s ${option.short.slice(1)}`] : []),
      ...(option.long ? [`-l ${option.long.slice(2)}`] : []),
    ];
    const values = {
      choices: ` -x -a ${quote((option.argChoices ?? []).join(' '))}`,
      files: ' -r -F',
      folders: " -x -a '(__fish_complete_directories)'",
      text: ' -x',
      flag: '',
    }[completion(option)];
    return `complete -c straggler -n ${quote(condition)} ${names.join(' ')}${values} -d ${quote(option.description)}`;
  };
  const names = program.commands.map((command) => command.name()).join(' ');
  const lines = ['# fish completion for straggler. Made by "npm run docs:cli".'];
  for (const command of program.commands) {
    lines.push(
      `complete -c straggler -n '__fish_is_first_arg' -a ${command.name()} -d ${quote(command.description())}`,
    );
  }
  lines.push(
    ...program
      .createHelp()
      .visibleOptions(program)
      .map(line(`not __fish_seen_subcommand_from ${names}`)),
  );
  for (const command of program.commands) {
    const options = command.createHelp().visibleOptions(command);
    lines.push(...options.map(line(`__fish_seen_subcommand_from ${command.name()}`)));
  }
  return `${lines.join('\n')}\n`;
}
