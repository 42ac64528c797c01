"""Ways to write that are put into plainer ones before they are read: "82 and a half kg" is "82.5 kg". A table.

Each is found in one pass over the letters of a message. Words that hang on their neighbours are in contexts.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from coach_core.notation import kinds as k
from coach_core.notation.dictated import and_a_half, said_decimal, said_hundreds
from coach_core.notation.many import called_reps, of_sets, so_many_alike, so_many_more
from coach_core.notation.schemes import SCHEMES
from coach_core.notation.shorthand import at_ahead, left_in_it, nth_rep, short_with, that_one, with_that_of

if TYPE_CHECKING:
    from coach_core.notation.items import Item

FEW = 500  # hundredths
LEAST_NO_REP = len("no rep")
MOST_TIMES = 600  # hundredths: "x6" may be six sets of what stands before it, "x12" is a set of twelve
Anew = Callable[["list[Item]"], "list[Item] | None"]  # None: it stays as it is


def _some_of_all(found: list[Item]) -> list[Item]:
    """ "les deux premières" names two sets, where "les deux" would be all of two."""
    return found[1:2]


def _warmup_by_number(found: list[Item]) -> list[Item]:
    """ "W1: 60 x 10"."""
    return found[:-2]


def _some_more_sets(found: list[Item]) -> list[Item] | None:
    """ "2 sets of 12 and one with 9": one set of 9."""
    at = max(n for n, i in enumerate(found) if i.kind in ",&") + 1
    one = next(i for i in found[at:] if i.kind == k.NUMBER)
    if one.number > FEW:
        return None
    return [*found[:at], one, one._replace(kind="s"), found[-1]._replace(kind="x")]


def _one_with(found: list[Item]) -> list[Item] | None:
    """ "2 sets with 80 for 9, one with 85 for 7": one set."""
    one = found[0] if found[0].kind == k.NUMBER else found[0]._replace(kind=k.NUMBER, number=100)  # "y una con"
    said = one.end - one.start > len(str(one.number // 100))
    return [one, one._replace(kind="s")] if said and one.number <= FEW else None


def _side_by_side(found: list[Item]) -> list[Item] | None:
    """ "60/80/100 for 12/10/8": as many reps as loads, each with its own."""
    at = next(n for n, i in enumerate(found) if i.kind == "x")
    times, loads, reps = found[at], found[:at:2], found[at + 1 :: 2]
    if len(loads) != len(reps):
        return None
    comma = times._replace(kind=",")
    return [i for load, rep in zip(loads, reps, strict=True) for i in (load, times, rep, comma)][:-1]


def _one_by_one(found: list[Item]) -> list[Item] | None:
    """ "bw x12 x10 x9" and "40 kg x12 x12": sets; "100 x8 x3" and "40x12x12" are joined."""
    times = [n for n, i in enumerate(found) if i.kind == "x"]
    apart = all(found[n + 1].glued and not found[n].glued for n in times)
    body = found[0].kind == "B"
    listed = len(times) > 2 if body else apart
    if not listed and not (body and found[times[1] + 1].number > MOST_TIMES):
        return None
    if any(found[n + 1].number <= MOST_TIMES for n in times[1:]) and not (body and len(times) > 2):
        return None
    return [i._replace(kind=",") if n in times[1:] else i for n, i in enumerate(found)]


def _reps_ahead(found: list[Item]) -> list[Item] | None:
    """ "5/3/2 @ 60/70/80 kg": as many loads as reps."""
    at = next(n for n, i in enumerate(found) if i.kind in "@A")
    unit = [i for i in found if i.kind in "kb"]
    reps, loads = ([i for i in side if i.kind == k.NUMBER] for side in (found[:at], found[at:]))
    times, comma = found[at]._replace(kind="x", number=0), found[at]._replace(kind=",")
    if len(reps) != len(loads):
        return None
    return [i for load, rep in zip(loads, reps, strict=True) for i in (load, *unit, times, rep, comma)][:-1]


def _reps_in_brackets(found: list[Item]) -> list[Item]:
    """ "60 (x15), 80 (x12)": loads, each with its reps."""
    return [i._replace(kind=",") if i.kind == ")" else i for i in found if i.kind not in "(,&/_"]


def _again_so_many(found: list[Item]) -> list[Item] | None:
    """ "60x10, then again 10": the reps of one set more."""
    return found[-1:] if found[-1].number >= FEW else None


def _how_many_warmups(found: list[Item]) -> list[Item] | None:
    """ "2 warm-ups, then 80x10": how many, and nothing of them."""
    return [i._replace(kind="_") for i in found] if found[0].number <= FEW else None


def _one_of_them(found: list[Item]) -> list[Item] | None:
    """ "the second one was 11": its "one" is a word for the set."""
    word = found[-1].number == 100 and found[-1].end - found[-1].start > 1
    return found[:-1] if word else None


def _tens(found: list[Item]) -> list[Item] | None:
    """ "three 8er Sätze": sets of so many reps, as German says it; of dumbbells it is the load."""
    numbers = [n for n, i in enumerate(found) if i.kind == k.NUMBER]
    hand = next(n for n, i in enumerate(found) if i.kind == "H")
    if not found[hand].glued or found[hand].end - found[hand].start > len("er"):
        return None
    reps = [found[numbers[-1]], found[hand]._replace(kind="p", number=0)]
    if len(numbers) == 1:
        return reps
    return [found[numbers[0]], found[-1]._replace(kind="s"), found[-1]._replace(kind="x", number=0), *reps]


def _tens_and_how_many(found: list[Item]) -> list[Item] | None:
    """ "8er Sätze mit 110, vier Stück": the pieces are the sets."""
    at = max(n for n, i in enumerate(found) if i.kind == k.NUMBER)
    first = next(n for n, i in enumerate(found) if i.kind == "s")
    reps = _tens(found[: first + 1])
    if reps is None:
        return None
    sign = found[first]._replace(kind="x", number=0)
    return [found[at], found[first], sign, *reps, *[i for i in found[first + 1 : at] if i.kind not in ",_"]]


def _times_behind(found: list[Item]) -> list[Item] | None:
    """ "90 10x 90 9x 85 10x": loads, each with how many times."""
    out: list[Item] = []
    for item in found:
        if item.kind == "x":
            out.insert(len(out) - 1, item)
        else:
            out += [item] if item.kind != "_" else []
    return out


def _sum_ahead(found: list[Item]) -> list[Item] | None:
    """ "40 push ups in 3 sets: 15 15 10": all of them together, which says nothing more."""
    total, *numbers = [i.number for i in found if i.kind == k.NUMBER]
    done = numbers[1:] if any(i.kind == "s" for i in found) else numbers
    return found[1:] if sum(done) == total and len(done) > 1 else None


def _bar_behind(found: list[Item]) -> list[Item]:
    """ "20 kg a side plus the bar" as "bar + 20 kg a side"."""
    bar, plus = found[-1], next(i for i in found if i.kind in "⊕+&<")
    return [bar, plus._replace(kind="⊕"), *[i for i in found[:-1] if i is not plus and i.kind != "_"]]


def _first_few(found: list[Item]) -> list[Item] | None:
    """ "the two first were 12", as some languages order it."""
    number, first = found[0], found[-1]
    return [first, number] if first.number == 1 and 100 < number.number <= FEW else None


def _by_their_names(found: list[Item]) -> list[Item] | None:
    """ "weight 40 reps 12", "reps 12 11 10 weight 40", with the sets or without: as "12 reps at 40", "3 x 12 at 40"."""
    load = next((at for at, i in enumerate(found) if i.kind == "u"), 0)
    told = {"u": load} | {name.kind: at for at, name in enumerate(found) if name.kind in "ps"}
    reps, sign = _numbers_from(found, told["p"]), found[told["p"]]._replace(kind="x", number=0)
    if "s" in told and len(reps) > 1:
        return None
    unit = [i for i in found if i.kind in "kb"][:1]
    at = [found[load]._replace(kind="A", number=0), *_weight_from(found, load), *unit]
    if "s" in told:
        return [*_weight_from(found, told["s"]), sign, *reps[0], *at]
    return [*(i for rep in reps for i in (*rep, found[told["p"]], sign._replace(kind=","))), *at]


def _weight_from(found: list[Item], at: int) -> list[Item]:
    """The number behind a label, with what stands behind its decimal comma."""
    first = next(n for n in range(at, len(found)) if found[n].kind == k.NUMBER)
    part = first + 1 < len(found) and found[first + 1].kind == k.COMMA
    return found[first : first + (3 if part else 1)]


def _numbers_from(found: list[Item], at: int) -> list[list[Item]]:
    """Each number behind "reps"; between them a comma parts what is none of a decimal."""
    numbers: list[list[Item]] = []
    for item in found[at + 1 :]:
        if item.kind in "uskb":
            break
        numbers += [[item]] if item.kind == k.NUMBER else []
    return numbers


def _none_of_them(found: list[Item]) -> list[Item] | None:
    """ "none of the reps felt hard", "ni una rep fea": how it was, where "0 reps" is a miss."""
    said = found[0].number == 0 and found[0].end - found[0].start > 1
    return [i._replace(kind="f", number=0) for i in found if i.kind != "_"] if said else None


def _no_rep_felt(found: list[Item]) -> list[Item] | None:
    """ "no rep felt hard" tells of no miss; "failed, felt heavy" does."""
    two_words = found[0].end - found[0].start >= LEAST_NO_REP and found[0].number == 0
    return [i._replace(kind="f", number=0) for i in found] if two_words else None


def _reps_in_a_row(found: list[Item]) -> list[Item]:
    """ "10,8 reps": reps of two sets; "12,5 reps" may be half a rep, and is asked about."""
    numbers, label = found[0:-1:2], found[-1]
    far = max(i.number for i in numbers) > 2 * min(i.number for i in numbers)
    row = [i for number in numbers for i in (number, label, number._replace(kind=","))][:-1]
    return [*row, label._replace(kind="?")] if far else row


def _times_alone(found: list[Item]) -> list[Item] | None:
    """ "x12 x12 x12 x10": sets, each with its reps; "x3 x10" may be three of ten."""
    numbers = [i.number for i in found if i.kind == k.NUMBER]
    few = len(numbers) == 2 and numbers[0] != numbers[1] and min(numbers) <= FEW
    return None if few else [i._replace(kind=",") if i.kind == "x" and n else i for n, i in enumerate(found)]


PHRASES: tuple[tuple[frozenset[str], re.Pattern[str], Anew], ...] = (  # the letters without which it is none
    *SCHEMES,
    (frozenset("½"), re.compile("n_*[kbm]_*½|(?<!n)m_*½"), and_a_half),
    (frozenset("¸"), re.compile("n_*¸_*n(?:n(?=_*[xkb]))?"), said_decimal),
    (
        frozenset("n"),
        re.compile("(?<![sonxkb/,])(?<![so]_)nn(?=_*(?:[xA@]_*n|[kb]|n_*p))|(?<=A)nn(?=_*(?:$|[,;]))"),
        said_hundreds,
    ),
    (frozenset("("), re.compile(r"(?:n_*[kb]?_*\(_*x_*n_*\)[,&/_]*){2,50}"), _reps_in_brackets),
    (frozenset("l"), re.compile("(?<=[,&])_*n_*p?_*l(?=_+w)"), left_in_it),
    (frozenset("kb"), re.compile("(?<=[kb])_*n(?=_*(?:$|[,;w]))"), that_one),
    (frozenset("W"), re.compile("(?<=[np])W_*[nG](?!_*[xkb]*x)"), short_with),
    (frozenset("p"), re.compile("^_{2}p(?=_*F)"), nth_rep),
    (frozenset("A"), re.compile("A_*x(?=_*n)"), with_that_of),
    (frozenset("x"), re.compile("(?<=E)_*x(?=_*n_*n_*x_*n)"), at_ahead),
    (frozenset("R"), re.compile("(?<=[,&wfnp_])[R_]*R_*n(?=_*p?_*(?:$|[,;]))"), _again_so_many),
    (frozenset("/"), re.compile("n(?:/n){1,9}_*[@A]_*n(?:/n){1,9}_*[kb]?(?![/x])"), _reps_ahead),
    (frozenset("!"), re.compile("n_*[kbt]?_*S_*[⊕+&<]_*!"), _bar_behind),
    (frozenset(":"), re.compile("(?<![nx/,])n_*p?[_E]*(?:ns)?_*:_*n(?:[,&/+_]*n){1,9}(?=_*(?:$|;))"), _sum_ahead),
    (frozenset("H"), re.compile("nHs_*[xA@]?_*n_*[kb]?[,_]+n_*p(?=_*(?:$|;))"), _tens_and_how_many),
    (frozenset("H"), re.compile("(?:n_*)?nHs|(?:n_*)?nH_+s"), _tens),
    (frozenset("x"), re.compile("(?:n_*[kb]?_*nx[,&_]*)+n_*[kb]?_*nx(?=_*(?:$|;))"), _times_behind),
    (frozenset("a"), re.compile("ans(?=_{0,3}[zo])"), _some_of_all),
    (frozenset("o"), re.compile("n_*o(?=_*s?_*=)"), _first_few),
    (frozenset("W"), re.compile("(?:^|(?<=;))_*Wn:"), _warmup_by_number),
    (
        frozenset("s"),
        re.compile("ns_{0,3}[xA~]?_{0,3}n_{0,3}[,&][,&_]{0,3}n_{0,3}p?_{0,3}[xA~](?=_{0,3}n_{0,3}(?:$|[p,;&]))"),
        _some_more_sets,
    ),
    (
        frozenset("s"),
        re.compile("(?:(?<=[,&_])n_{0,3}p?|(?<=[,&])_)_{0,3}[A@](?=_{0,3}n_{0,3}[kb]?_{0,3}x_{0,3}n)"),
        _one_with,
    ),
    (frozenset("o"), re.compile("o_{0,3}n(?=_{0,3}[:=])"), _one_of_them),
    (frozenset("/"), re.compile("n(?:/n){1,9}xn(?:/n){1,9}(?![/xkb])"), _side_by_side),
    (frozenset("`"), re.compile("(?<![nxu:=_`])n(?:`n)+p(?![:=_]*n)"), _reps_in_a_row),
    (frozenset("f"), re.compile("n_*(?:x_*)?f*[psk]_*=?_*f+|n_*f+[psk]|(?<=f)n_*[psk](?=[,;:]|$)"), _none_of_them),
    (frozenset("f"), re.compile("F_*=?_*f+"), _no_rep_felt),
    (frozenset("x"), re.compile("(?:B:?|n[kb]?)_*(?:x_*n_*){2,50}(?![kb])"), _one_by_one),
    (frozenset("x"), re.compile("^(?:xn_*){2,50}(?=[,;]|$)"), _times_alone),
    (frozenset("<"), re.compile("(?:^|(?<=[;,]))n_*<(?=_*[A@]?_*n_*[kb]?_*x_*n_*p?(?:$|[,;]))"), so_many_more),
    (frozenset(":"), re.compile("np_*:(?=_*n)"), called_reps),
    (frozenset("t"), re.compile("(?<![nx/`])nnt(?=_*[A@]_*n)"), so_many_alike),
    (frozenset("s"), re.compile("(?<![nx/~])n_*[~/]_*n(?=_*s(?![=:x]))"), of_sets),
    (
        frozenset("p"),
        re.compile(
            "(?:(?<=;)|^)_*(?:(?:u|(?:[kb]|_[:=])(?=[:=_]*n(?:`n)?[,&;_]*[sp][:=_]*n))[:=_]*n(?:`n)?[kb]?[,&;_]*"
            "(?:s[:=_]*n[,&;_x]*)?p[:=_]*n(?:(?:[`,/&_]*n(?![xkb])){0,9}|[,&;_]*s[:=_]*n)"
            "|(?:s[:=_]*n[,&;_]*)?p[:=_]*n(?:[`,/&_]*n(?![xkb])){0,9}[,&;_]*u[:=_]*n(?:`n)?[kb]?(?:[,&;_]*s[:=_]*n)?)"
            "(?=_*(?:[;,W@eivTf]|$))"
        ),
        _by_their_names,
    ),
    (frozenset("W"), re.compile(r"(?<![nxkb@A/,])n_*W_*s?(?=_*[,;])"), _how_many_warmups),
)


def plainer(row: list[Item], letters: str) -> tuple[list[Item], str]:
    """The items with what is in the table written anew."""
    for needed, pattern, anew in PHRASES:
        if not needed.isdisjoint(letters):
            row, letters = _rewritten(row, letters, pattern, anew)
    return row, letters


def _rewritten(row: list[Item], letters: str, pattern: re.Pattern[str], anew: Anew) -> tuple[list[Item], str]:
    out: list[Item] = []
    last = 0
    for m in pattern.finditer(letters):
        out += row[last : m.start()]
        found = row[m.start() : m.end()]
        new = anew(found)
        out += found if new is None else new
        last = m.end()
    if last == 0:
        return row, letters
    out += row[last:]
    return out, "".join([i.kind for i in out])
