"""The shapes that a few neighbouring items make: a load, reps, seconds, sides, effort. A table of patterns of letters.

Every pattern is of bounded length, so that one pass over the letters finds them all. What they become is in makers.py;
what the numbers of a list mean together is worked out in sets.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from coach_core.notation import asides as aside
from coach_core.notation import makers as to
from coach_core.notation import side_loads as side
from coach_core.notation.bit import Bit
from coach_core.notation.hands import one_hand, without_fillers
from coach_core.notation.items import Item
from coach_core.patterns import pattern


def _single(found: to.Items) -> tuple[Bit, ...]:
    """An item that stands for itself."""
    item = found[0]
    kind, role = SINGLE.get(item.kind, "mark"), "m" if item.kind == "t" else item.kind  # "t" is failure on the last
    return (Bit(kind, role, item.number, item.start, item.end, lift=item.exercise),)


SINGLE = {
    **dict.fromkeys("x~", "join"),
    **dict.fromkeys(",&/+⊕-:()", "sep"),
    "E": "lift",
    **dict.fromkeys("w<↑↓½ø¬", "word"),
    **dict.fromkeys("fNqgh¤¶§ie", "feel"),
    "#": "num",
}
GAP = r"[/,&]{0,2}"
TIME = r"(?:n[mt'\"]?|c)"
BITS: tuple[tuple[str, to.Make], ...] = (
    (r"nλ", to.as_load),
    (r"[§X]:?n[x~/]n(?![xkb])", aside.as_place_of),
    (rf"¶[:x]?{TIME}(?:-{TIME})?|(?:n-)?(?:n[mt'\"]|c)¶|(?<!x)n¶(?!:?n)", to.as_aside),
    (r"zn=(?!n)|[@A]?n[\"'tdkb]?§(?!:?n-n)|§:?n(?:-n){0,3}[tmd]?(?![xkb])|§nxn(?=[,;]?n)", to.as_aside),
    (rf"np?l{GAP}np?r(?![:=]?n)|np?r{GAP}np?l|l[:=]?np?{GAP}r[:=]?n|r[:=]?np?{GAP}l[:=]?n", to.as_sides),
    (r"n[/,&-]np?[,(]?(?:l[/&]?r|r[/&]?l)\)?|(?:l[/&]?r|r[/&]?l):?n[/,&]n", to.as_sides),
    (r"n'n(?![\"'nx])|\(n\"\)(?=[^;]{0,9}n)|(?<=[nkb])r:nm", to.as_aside),
    (r"(?<=nx)ndn(?![kb])", aside.as_reps_with),
    (r"ndn(?![xkbpst])|ns[lv]$|vns(?!x)", to.as_aside),
    (r"(?<!m)nm&?nt|ndnt|(?<!n)mnt?(?![xkbpsmt])|nm&?n(?![kbpsmt]|x[^E])|n'n\"|nm|nt|n[\"']|c", to.as_time),
    (r"Hx?n[kb]?", to.as_load),
    (r"(?<=xn)(?:An[kb]?|@?n[kb]|xn[kb]?)S|[A@]?nPxn[kb]?S|xnS(?=,?nxn(?![xkb]))", side.as_load_each_side),
    (r"zs?@n(?=$|[,;)])", side.as_last_effort),
    (r"n\+s?[:=(](?=n)|(?<=n)(?<!zn)=n$", to.as_nothing),
    (r"(?<![kbEx:,n/])n/n/n(?=[,:]?E)|[@A]?n(?:-n){2,3}§|§:?n(?=x[^n])|X:?n(?![xkb/])", to.as_aside),
    (r"n½", to.as_and_a_half),
    (r"(?<=[/,xn])n(?:\+n){1,9}(?=$|[,;&)])", aside.as_one_or_two),
    (r"(?<=E)\([w§]{1,2}:?n\)", aside.as_seat),
    (r"(?<=,)x$", lambda found: to.a_bit(found, "mark", "?")),
    (r"\((?:os?|zs?)=?np?\)|\(T[x@A]n[x@A]n[sw]?\)", aside.as_nth_was),
    (r"\(F[@A]?np?\)", aside.as_missed_in_brackets),
    (r"n[x~/]n[§X](?![:x]?n)|n[§X](?:[~A]n|[x/]n(?![xkb]))", aside.as_part_of_a_plan),
    (r"n/nx(?=[wX§O])", aside.as_fraction),
    (r"F[A@]?pn(?!p)", to.as_failed_rep),
    (r"(?:(?<=[wfjX=])|^)n[/~x]n(?=,?(?:[wX]|j(?!.*[kb])))|(?<=[jX=])n[/~]n(?=$|[,;])", aside.as_rating),
    (r"n/n/n(?=[w§X]{0,3}[:,]?[wE]{0,3}n)", aside.as_program_name),
    (r"np?\(np?S\)", to.as_both_sides),
    (r"(?<=[wf])n/n(?![xkb/])|n/n(?=,?[wq])|(?:(?<=[wf])|(?<=[wf],))[x@A]?n[x~]n(?=$|[,;])", aside.as_rating),
    (r"(?<=xn)\(x?n\)(?=$|[,;&])|(?<=n)\(xn\)", to.as_times_in_brackets),
    (r"n[kb]?!(?:[,+&⊕]|,&)n[kbt]?S", to.as_barbell),
    (
        r"!(?:[,+&⊕]|,&)?n(?:xn)?[kbt]?S|n(?:\+n)+[kb]?S|n(?:&n)+[kb]?S(?=xn)|nntS|Sn[kbt]?(?=,np)|n[kbt]?S(?=,np|x?n)(?!xn[sx])|n[kb]S(?=,n(?:s|xn))",
        to.as_each_side,
    ),
    (r"fw{0,2}[@A]?n~n|np=n(?!p)", to.as_aside),
    (r"(?<=E)m|(?<=nx)m(?![n&])", lambda found: to.a_bit(found, "num", "T", 6000)),
    (r"(?<=x)n(?=v[:=]?np?<?(?:v|$|[,;&(wOf]))", lambda found: to.as_number(found)),
    (r"np?~np?", to.as_out_of),
    (r"\(=n[n+x/&-]{0,12}\)?", aside.as_formula),
    (r"(?<!x)n(?:\+n){2,5}[kb]?(?=x)", to.as_added_up),
    (r"0", to.as_no_set),
    (r"n[kb]P(?=[,-]{0,2}n[kb])", to.as_aside),
    (r"nPS?(?:&?½)?S?|n&?½PS?|½PS?|P(?:&?½)?S|P&?½|(?<![nkb])P(?=xn)", to.as_plates),
    (r"![+⊕&]n[kb]?(?![ps])", to.as_on_the_bar),
    (r"n[kb][<↑↓](?!v)|n[↑↓]|[↑↓][x=]?n[kb]?(?![psxt])|[↑↓][x:=]?n[kb]?(?=xn(?!x))|≈", to.as_relative),
    (r"(?<=x)-n(?![kb])", to.as_below_none),
    (r"!", lambda found: to.a_bit(found, "num", "P")),
    (r"n[kb][/=(]n[kb]\)?|n[kb]!(?=x)", to.as_load),
    (r"⊕[:=]?n[kb]?(?![kbxps])|n[kb]x?⊕|n⊕(?!n)|(?<![npkbtFTv)x])[+⊕]n[kb]?|C[:=]?n[kb]?|n[kb]C", to.as_load),
    (r"nC", to.as_helped),
    (r"(?<![npkbtFTv)x-])-np", to.as_less_than_none),
    (r"(?<![npkbtFTv)x-])-n[kb]?C?|n[kb]|£n|n£", to.as_load),
    (
        r"(?:zs?[:=]?)?i[:=]?n(?:-n)?|(?:zs?[:=]?)?n(?:[-q]n)?i(?![:=]?n)|(?!np?v[:=]?n(?:$|[,;&(]))(?:zs?[:=]?|l)?A?v?n(?:[-q]n)?p?v"
        r"|A?(?<!x)n(?:[-q]n)?p?l(?!_?[:=]?n)|v[:=]?p?n(?:[-q]n)?p?<?p?(?![xkbsmthd'])|>np?<p?",
        to.as_reserve,
    ),
    (r"T[A@]np?(?![kbx.])", aside.as_to_failure_at),
    (r"L", lambda found: to.a_bit(found, "mark", "i")),
    (r"F[A@]?np?(?![-x:kbtms%£FT~])", to.as_missed),
    (r"[lr][:=]?np?(?![-xkbtms£])", to.as_one_side),
    (r"(?:zs?[:=]?)?[@A]?e[:=@]?n(?:-n)?(?:/n(?![xkb@A]))?|ne(?![:=@]?n)", to.as_exertion),
    (r"[@A]?n(?:%?-n)?%", aside.as_percent),
    (r"[@A]:?n(?![kbpstx£%v-]|[ei](?![:=@]?n))", to.as_at),
    (r"n-np?(?![-xkb£])", to.as_range),
    (r"npnsn", to.as_labelled),
    (r"sn[x/]n(?![xp])", aside.as_set_of),
    (r"np|p[:=]n", to.as_reps),
    (r"µ:?x?nm?:?|nmµ:?", to.as_typed("S")),
    (r"nx(?=$|[,&)])", to.as_typed("X")),
    (r"ns|s[:=]n", to.as_typed("S")),
    (r"nd", to.as_distance),
    (r"F[&A@]?zs?[A@]np?(?![-x:kb])|zs?F[A@]np?(?![-x:kb])", to.as_last_at),
    (r"Fos?(?!p)|os?F", to.as_nth_failed),
    (r"Fz(?:xzs?|n(?![kbx]))?s?|zs?F|zs?T", to.as_last),
    (r"[@Aps=]", to.as_nothing),
    (r"n", to.as_number),
    (r".", _single),
)
SHORT, REMEMBERED = 24, 2048  # rows of letters that were scanned before: "nxn" comes all day
_OUTER = pattern(r"\\.|\[[^\]]*\]|[(|)]")  # what is escaped or in a class is no sign


def _alternatives(pattern: str) -> Iterator[str]:
    """The parts of a pattern between its outer bars: each alone is passed over by its first letter, which is quick."""
    start = depth = 0
    for bar in _OUTER.finditer(pattern):
        depth += (bar[0] == "(") - (bar[0] == ")")
        if bar[0] == "|" and depth == 0:
            yield pattern[start : bar.start()]
            start = bar.end()
    yield pattern[start:]


_WAYS = tuple((alternative, make) for pattern, make in BITS for alternative in _alternatives(pattern))
_SCAN = pattern("|".join(f"{alternative}()" for alternative, _ in _WAYS))  # the empty group says which it was


def bits(found: Sequence[Item]) -> list[Bit]:
    """The shapes in a row of items, fillers aside."""
    letters = "".join([i.kind for i in found])
    row: Sequence[Item] = found
    if "H" in letters or "_" in letters:
        row = without_fillers(one_hand(found, letters))
        letters = "".join([i.kind for i in row])
    out: list[Bit] = []
    for make, start, end in _shapes(letters) if len(letters) <= SHORT else _scan(letters):
        out += make(row[start:end])
    return out


def _scan(letters: str) -> tuple[tuple[to.Make, int, int], ...]:
    """What stands where in a row of letters."""
    return tuple([(_WAYS[(m.lastindex or 1) - 1][1], *m.span()) for m in _SCAN.finditer(letters)])


_shapes = lru_cache(maxsize=REMEMBERED)(_scan)
