"""The grammar of temporal expressions: which words in which order make one, and who reads it."""

import functools
import re

from sayso.extract import (
    time_clock,
    time_dates,
    time_holidays,
    time_months,
    time_quarters,
    time_relative,
    time_spans,
    time_weekdays,
)
from sayso.extract.time_context import Meaning, Setting
from sayso.extract.time_grammar import Found, Grammar, Rule, spell

PARTS = {
    "figure": "DAY|NUM|YEAR",
    "count": (
        "A? (?:{figure}|WORDNUM) (?:DASH? WORDNUM){0,5} FRACTION? (?:AND A? (?:HALF|FRACTION))?|FRACTION|HALF A|A? HALF DASH?"
    ),
    "range": "{count} (?:(?:TO|OR|DASH) {count})?",
    "unit": "UNIT|UNITS|QUARTER|QUARTERS",
    "about": "(?:APPROXIMATELY|OVER|MORE THAN|LESS THAN|NO MORE THAN|NO LESS THAN|AT LEAST|UP TO|WITHIN)",
    "vague": "VAGUE|A VAGUE|A COUPLE OF?|COUPLE OF?",
    "shift": "LAST|PAST|PREVIOUS|THIS|CURRENT|NEXT|COMING|FOLLOWING",
    "edge": "(?:(?:EARLY|LATE|MID) DASH? (?:TO|OR) DASH?)? (?:EARLY|LATE|MID|EARLIER|LATER|SOMETIME) DASH?"
    "|THE? (?:BEGINNING|END|MID|EARLY|LATE) OF|THE? EARLY UNITS OF",
    "partof": "THE? (?:EARLY|LATE)? DAYPART OF",
    "clock": "CLOCK AMPM?|(?:DAY|WORDNUM) (?:AMPM|OCLOCK)|MID? DASH? CLOCKWORD",
    "zone": "LOCAL{0,3} ZONE|LOCAL{1,3} TIME?",
    "time": "(?:{clock}) (?:{zone})? (?:OPEN (?:{clock}|{figure}) (?:{zone})? CLOSE)?",
    "day": "DAY|WORDNUM DASH? ORDINAL|THE? ORDINAL",
    "stated": "(?:OF|IN)? (?:FISCAL UNIT?)? YEAR|{relyear}|(?:OF|IN) THE UNIT",
    "before": "(?:{partof}|{about}? {time} (?:ON|COMMA)?)?",
    "referred": "THAT SAME?|THE (?:SAME|FOLLOWING|NEXT|PREVIOUS)",
    "season": "OF? YEAR (?:(?:DASH|SLASH) (?:DAY|NUM|YEAR))?|SHORTYEAR|{relyear}",
    "namedday": (
        "HOLIDAY (?:EVE|UNIT|WEEKDAY|THE? WEEKEND)?|HOLIDAYNAME POSSESSIVE? (?:UNIT|EVE)|FEAST WEEKDAY"
        "|NATIONALDAY POSSESSIVE? UNIT WEEKEND?|NEWYEAR UNIT POSSESSIVE? (?:EVE|UNIT)?"
    ),
    "through": "DASH (?:MONTH DASH?)? DAY",
    "at": "COMMA? AT? {time}",
    "relyear": "COMMA? (?:(?:OF|IN)? (?:LAST|THIS|NEXT|CURRENT|PREVIOUS) UNIT)",
    "part": "(?:DAYPART|AT {time}|COMMA? {time})",
    "sized": "QUARTER|HALF|PERIOD",
}


def skip(found: Found, setting: Setting) -> Meaning | None:
    """Take an expression that is of no time, so that no part of it is read as one: `6-year-old`."""
    return Meaning(type="date", timex="")


RULES = (
    ("iso", "ISO", time_dates.iso),
    ("slashed", "SLASHED", time_dates.slashed),
    (
        "full_day",
        "{before} (?:WEEKDAY COMMA?)? MONTH (?:{day}) {through}? COMMA? (?:YEAR|SHORTYEAR) {at}?",
        time_dates.full_day,
    ),
    (
        "full_day",
        "{before} (?:WEEKDAY COMMA?)? (?:{day}) {through}? OF? MONTH COMMA? YEAR {at}?",
        time_dates.full_day,
    ),
    ("full_day", "DAY DASH MONTH DASH YEAR", time_dates.full_day),
    ("named_day", "NAMEDDAY", time_dates.named_day),
    ("before_christ", "(?:YEAR|NUM|DAY|THE? (?:WORDNUM DASH)? ORDINAL UNIT) ERA", time_dates.before_christ),
    (
        "weekday_date",
        "THIS? COMING? {before} WEEKDAY COMMA? (?:MONTH (?:{day})|THE? (?:{day}) OF? MONTH) {at}?",
        time_weekdays.stated_weekday,
    ),
    ("weekday_number", "WEEKDAY THE? ORDINAL", time_weekdays.numbered_weekday),
    (
        "month_day",
        "(?:{edge}|LAST|THIS|NEXT)? {before} (?:MONTH (?:{day}) {through}?|(?:{day}) {through}? OF? MONTH) {relyear}? {at}?",
        time_dates.month_day,
    ),
    ("week_of_day", "THE? UNIT OF MONTH (?:{day}) (?:COMMA? YEAR)?", time_weekdays.week_of_day),
    ("part_of_month", "THE? (?:ORDINAL|LAST|FINAL) UNIT (?:OF|IN) MONTH (?:COMMA? YEAR|{relyear})?", time_months.part_of_month),
    (
        "nth_weekday",
        "THE? (?:ORDINAL|LAST|FINAL) WEEKDAY (?:OF|IN) MONTH (?:COMMA? YEAR|{relyear})?",
        time_months.nth_weekday,
    ),
    ("month_year", "(?:{edge})? MONTH (?:COMMA? (?:OF|IN)? YEAR|SHORTYEAR|{relyear})", time_months.month_year),
    ("month", "(?:{edge})? (?:LAST|THIS|NEXT|PAST|COMING)? MONTH", time_months.month),
    ("year", "(?:{edge})? (?:THE? FISCAL UNIT?)? YEAR", time_dates.year),
    ("years", "YEAR (?:DASH|SLASH) (?:DAY|NUM)", time_dates.years),
    ("year", "(?:{edge})? THE? (?:(?:FISCAL|ADDITIONAL)? UNIT) YEAR|THE? YEAR FISCAL UNIT|FISCAL SHORTYEAR", time_dates.year),
    ("year", "(?:{edge}) THE? (?:FISCAL UNIT?|UNIT)? YEAR", time_dates.year),
    ("spelled_year", "THE? UNIT WORDNUM WORDNUM (?:AND? WORDNUM)?", time_dates.spelled_year),
    ("decade", "THE? (?:{edge})? THE? (?:DECADE|TWENTIES)", time_dates.decade),
    ("century", "THE? (?:{edge})? THE? (?:WORDNUM DASH)? ORDINAL DASH? UNIT", time_dates.century),
    ("season", "(?:{edge})? THE? (?:{shift}){0,3} SEASON {season}?", time_months.season),
    ("weekday", "(?:{edge}|{partof})? THE? (?:{shift}){0,3} (?:EARLY|LATE)? WEEKDAY (?:{part} {at}?)?", time_weekdays.weekday),
    ("weekday", "{about}? {time} (?:ON|COMMA)? (?:LAST|THIS|NEXT)? WEEKDAY DAYPART?", time_weekdays.weekday),
    ("weekday", "(?:{edge})? WEEKDAY {part}? (?:OF)? (?:LAST|THIS|NEXT) UNIT", time_weekdays.weekday),
    ("weekday", "DAYPART WEEKDAY", time_weekdays.weekday),
    ("today", "(?:{edge})? TODAY {part}?", time_relative.today),
    ("today", "(?:{edge})? DAYPART TODAY", time_relative.today),
    ("today", "{about}? {time} (?:ON|COMMA)? TODAY DAYPART?", time_relative.today),
    ("today", "(?:{edge})? TONIGHT (?:AT (?:{time}|DAY|WORDNUM))?|(?:{time}|DAY) TONIGHT", time_relative.today),
    (
        "clock",
        "{about}? {time} (?:(?:THIS|THAT|LAST) DAYPART|IN THE DAYPART)?|(?:DAY|WORDNUM|CLOCK) IN THE DAYPART|MID DASH? DAYPART",
        time_clock.clock,
    ),
    ("clock", "(?:{edge})? (?:LAST|THIS) DAYPART", time_clock.clock),
    ("overnight", "OVERNIGHT", time_clock.overnight),
    ("part_of_that_day", "(?:THAT|THE (?:SAME|PREVIOUS|NEXT|FOLLOWING)) SAME? DAYPART", time_clock.part_of_that_day),
    ("part_of_that_day", "(?:EARLIER|LATER) (?:IN|ON) (?:IN|THE) UNIT", time_clock.later_in_the_day),
    ("part_of_that_day", "(?:EARLIER|LATER) (?:IN|ON)? THE (?:SAME)? UNIT", time_clock.later_in_the_day),
    ("unit", "(?:{edge})? THE? (?:LAST|PAST|THIS|CURRENT|NEXT|COMING) FISCAL? (?:UNIT|QUARTER)", time_relative.unit_at),
    ("referred", "(?:{edge})? (?:THE (?:SAME|FOLLOWING|NEXT|PREVIOUS)|THAT SAME?) UNIT DAYPART?", time_relative.referred),
    ("from_a_day", "(?:{range}|A) {unit} FROM (?:TODAY|THIS? NEXT? WEEKDAY)", time_relative.from_a_day),
    ("from_a_day", "(?:{range}|A) {unit} AGO (?:TODAY|LAST? WEEKDAY)", time_relative.from_a_day),
    ("month_of_that_year", "(?:{edge})? MONTH (?:{day})? (?:OF|IN|COMMA)? {referred} UNIT", time_months.month_of_that_year),
    ("day_of_month", "THE ORDINAL", time_months.day_of_month),
    ("beside_day", "THE? UNIT (?:BEFORE|AFTER) (?:{shift})? WEEKDAY", time_weekdays.beside_day),
    ("beside_turn", "THE UNIT (?:BEFORE LAST|AFTER NEXT)", time_relative.beside_turn),
    ("in_time", "{about}{0,3} (?:{range}|{vague}|A) {unit} POSSESSIVE TIME", time_relative.ago),
    ("ago", "{about}{0,3} (?:{range}|{vague}|A)? MORE? ADDITIONAL? {unit} (?:OR SO)? AGO", time_relative.ago),
    ("ago", "A UNIT AND A HALF AGO", time_relative.ago),
    ("ago", "{about}{0,3} (?:{range}|A) {unit} (?:OR SO)? (?:FROM NOW|HENCE)", time_relative.ago),
    ("later", "{about}{0,3} (?:{range}|{vague}|A) {unit} (?:LATER|EARLIER)", time_relative.later),
    ("later", "(?:THE|{range}|A) {unit} (?:BEFORE|EARLIER|AFTER)", time_relative.the_one_before),
    ("today", "THE UNIT (?:BEFORE|AFTER) TODAY", time_relative.beside_today),
    ("weekend", "(?:{edge})? (?:THE|{shift}){1,3} WEEKEND", time_weekdays.weekend),
    (
        "quarter",
        "(?:{edge})? THE? FISCAL? DASH? ORDINAL FISCAL? DASH? QUARTER {stated}?",
        time_quarters.quarter,
    ),
    ("quarter", "THE? (?:LAST|FINAL) QUARTER {stated}", time_quarters.quarter),
    ("quarter", "THE? FINAL QUARTER", time_quarters.quarter),
    ("month_quarter", "(?:{edge})? THE? MONTH QUARTER", time_quarters.month_quarter),
    ("quarter", "(?:{edge})? THE? (?:ORDINAL|LAST) HALF {stated}", time_quarters.quarter),
    ("quarter", "THE? YEAR FISCAL? ORDINAL (?:QUARTER|HALF)", time_quarters.quarter),
    ("quarter", "(?:LAST|THIS|NEXT) UNIT POSSESSIVE FISCAL? ORDINAL (?:QUARTER|HALF)", time_quarters.quarter),
    ("quarter", "THE? UNIT DASH (?:AGO|EARLIER) FISCAL? ORDINAL QUARTER", time_quarters.quarter),
    ("quarter", "QUARTERNAME (?:(?:OF|IN|COMMA)? (?:FISCAL UNIT?)? YEAR|SHORTYEAR|{relyear})?", time_quarters.quarter),
    ("same_quarter", "(?:THE|WHOSE|THAT) (?:LATEST|CURRENT)? (?:QUARTER|LATEST PERIOD)", time_quarters.same_quarter),
    ("same_quarter", "THE YEAR (?:QUARTER|PERIOD)", time_quarters.same_quarter),
    ("same_quarter", "LAST UNIT POSSESSIVE QUARTER", time_quarters.same_quarter),
    ("same_quarter", "(?:THE|A)? COMPARABLE? UNIT DASH (?:AGO|EARLIER) (?:QUARTER|PERIOD)?", time_quarters.same_quarter),
    (
        "same_quarter",
        "THE (?:COMPARABLE|SAME) (?:QUARTER|PERIOD) (?:{relyear}|A UNIT (?:AGO|EARLIER))?",
        time_quarters.same_quarter,
    ),
    ("same_quarter", "THE QUARTER A UNIT (?:AGO|EARLIER)", time_quarters.same_quarter),
    ("the_year", "(?:(?:{edge}) THE?|(?:EARLIER|LATER) IN THE|THE) (?:LATEST|ADDITIONAL)? FISCAL? UNIT", time_relative.the_year),
    ("year_end", "APPROXIMATELY? UNIT (?:DASH|POSSESSIVE)? END", time_relative.year_end),
    (
        "holiday",
        "(?:THE? {shift})? {namedday} COMMA? (?:YEAR|{relyear})?",
        time_holidays.holiday,
    ),
    ("duration", "{about}{0,3} (?:{range}) (?:MORE|ADDITIONAL)? {unit} (?:OR SO)?", time_spans.duration),
    (
        "duration",
        "(?:WORDNUM DASH)? (?:{figure}|WORDNUM|VAGUE) DASH (?:TO DASH? (?:{figure}|WORDNUM) DASH)? {unit}",
        time_spans.duration,
    ),
    ("duration", "{about}{0,3} A (?:ADDITIONAL|MORE)? UNIT (?:AND A HALF)?", time_spans.duration),
    ("duration", "{about}{0,3} A? QUARTER DASH? UNIT", time_spans.duration),
    ("duration", "A? (?:(?:{figure}|WORDNUM|VAGUE) DASH?)? (?:UNIT|UNITS) DASH LONG", time_spans.duration),
    ("duration", "{count} {unit} (?:COMMA|AND) {count} {unit}", time_spans.two_lengths),
    ("duration", "(?:(?:A|WORDNUM) DASH? (?:QUARTER|QUARTERS)|FRACTION) OF A UNIT", time_spans.share_of_one),
    ("reference", "(?:SO? LONG|TIME) AGO", time_spans.long_ago),
    ("lasting", "A? LASTING", time_spans.lasting),
    (
        "duration",
        "(?:AT LEAST)? THE? (?:{shift}|ORDINAL|LATEST)? (?:{range}|{vague}) {unit} (?:OR SO)?",
        time_spans.duration,
    ),
    ("duration", "THE? (?:RECENT|COMING|VAGUE|PAST) (?:UNITS|QUARTERS) (?:(?:AND|OR) UNITS)?", time_spans.duration),
    ("duration", "THE? UNITS (?:OR UNITS|AHEAD)?", time_spans.duration),
    ("rate", "(?:{range}) UNITS A UNIT", skip),
    ("age", "{about}{0,3} (?:{range}|A|VAGUE)? DASH? {unit} DASH? OLD", skip),
    ("repeated", "(?:REPEAT|{count} REPEATS) (?:A|EVERY|EVERY ALTERNATE) UNIT", time_spans.repeated),
    ("repeated", "EVERY (?:ALTERNATE|ORDINAL) (?:UNIT|WEEKDAY|MONTH|SEASON|QUARTER)", time_spans.repeated),
    ("repeated", "EVERY (?:{range}|{vague})? (?:UNIT|UNITS|QUARTER|WEEKDAY DAYPART?|MONTH|SEASON|DAYPART)", time_spans.repeated),
    ("repeated", "ANNUAL|WEEKDAYS|WEEKDAY DAYPARTS|SEASONS", time_spans.repeated),
    (
        "reference",
        "NOW|CURRENT|REFERENCE|RECENT|THE PAST|THE? (?:(?:TERMSIZE|LONG) DASH?)? FUTURENOUN|THE? (?:TERMSIZE|LONG) PERIOD",
        time_spans.reference,
    ),
    ("reference", "AT (?:THE|THIS)? MOMENT", time_spans.reference),
    ("reference", "THESE UNITS|AS REFERENCE AS POSSIBLE", time_spans.reference),
)


@functools.cache
def grammar() -> Grammar[Setting, Meaning]:
    """Return the compiled grammar, rules in order of preference among matches of one length."""
    return Grammar([Rule(name, _compiled(pattern), read) for name, pattern, read in RULES])


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(spell(pattern, PARTS))
