from vigie.records import Ad, Problem, WrongUse


def test_a_problem_says_what_where_and_what_to_do() -> None:
    problem = Problem("the file ends early", where="ads.jsonl:7", remedy="copy it again")
    assert str(problem) == "ads.jsonl:7: the file ends early — copy it again"


def test_wrong_use_has_its_own_exit_code() -> None:
    assert (Problem("x").exit_code, WrongUse("x").exit_code) == (1, 2)


def test_the_full_text_begins_with_the_title() -> None:
    ad = Ad(ad_id="s/1", version="v", source="s", native_id="1", title="New in town", text="Call")
    assert ad.full_text == "New in town\nCall"
