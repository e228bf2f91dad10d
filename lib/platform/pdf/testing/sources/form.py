# A form with filled fields (ReportLab), and comments (fpdf2).
from datetime import datetime, timezone

from fpdf import FPDF
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

form = canvas.Canvas("reportlab.pdf", pagesize=A4, invariant=1)
form.drawString(60, 780, "Carer's assessment")
form.acroForm.textfield(name="name", value="Amina Example", x=60, y=720, width=200, height=24)
form.acroForm.checkbox(name="agrees", checked=True, x=60, y=680)
form.linkURL("https://www.cqc.org.uk/", (60, 640, 200, 660))
form.showPage()
form.drawString(60, 780, "Second page")
form.save()

pages = FPDF()
pages.set_creation_date(datetime(2026, 11, 30, tzinfo=timezone.utc))
pages.add_page()
pages.set_font("helvetica", size=14)
pages.text_annotation(40, 40, "A comment")
pages.text(20, 60, "Plain words")
pages.output("fpdf2.pdf")
