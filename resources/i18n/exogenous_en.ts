<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Exogenous</name>
    <message numerus="yes">
        <location filename="../../gui/plan/plan_panel.py"/>
        <source>%n row(s) of the table are wrong and left out here.</source>
        <translation>
            <numerusform>%n row of the table is wrong and left out here.</numerusform>
            <numerusform>%n rows of the table are wrong and left out here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/plan/plan_text.py"/>
        <source>{cols} x {rows} px at {size}, {crs}, %n band(s), about {bytes}</source>
        <translation>
            <numerusform>{cols} x {rows} px at {size}, {crs}, %n band, about {bytes}</numerusform>
            <numerusform>{cols} x {rows} px at {size}, {crs}, %n bands, about {bytes}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/plan/plan_text.py"/>
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../gui/product/product_text.py"/>
        <source>raster, %n band(s)</source>
        <translation>
            <numerusform>raster, %n band</numerusform>
            <numerusform>raster, %n bands</numerusform>
        </translation>
    </message>
</context>
</TS>
